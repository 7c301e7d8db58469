"""The way from a change in the database to the index: rows in the transaction, a relay, a rebuild, an audit."""

"""The work of the editors: the queue, reports by readers, the label, questions to owners and decisions."""

"""Static files of NL Design System; they are put in when the wheel is built (see `hatch_build.py`)."""

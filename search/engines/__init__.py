"""The engines that hold the index: one folder each, behind the interface in `base`."""

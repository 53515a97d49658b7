"""The output folder: claimed by one build, made anew, and exchanged in one step."""

"""Edit: changes people's files, so that every byte that is not meant stays, and every file is whole at any moment."""

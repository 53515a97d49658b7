"""What did not change is not made again: digests of values, keys, a store, and an index of the output."""

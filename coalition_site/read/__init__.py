"""Read: content files become plain values with positions. The only stage that knows YAML."""

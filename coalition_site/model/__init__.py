"""Model: what a coalition is. One file per concept; each field says its audience, its meaning and an example."""

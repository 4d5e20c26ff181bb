"""Order lines that stay where they are: a source is named, read by the engine that can, and reduced to facts."""

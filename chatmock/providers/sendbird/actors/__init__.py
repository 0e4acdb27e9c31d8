"""What the people of a test do: acts over HTTP and over sockets."""

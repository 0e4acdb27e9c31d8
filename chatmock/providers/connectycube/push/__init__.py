"""Push: subscriptions, and the pushes that would be sent."""

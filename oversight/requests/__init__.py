"""服务安排: bookings, home visits, helpers, late hours; the day list and contact cards."""

"""What the desk needs: finding, scanning, what is at hand, the day so far, preparing a sheet."""

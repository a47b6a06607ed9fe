"""开放数据接口 `/api/v1/`: what is published, for programs. It can only be read."""

"""常用词: what people say and what they mean by it. They come from a file, or from searches that found nothing and that an editor names."""

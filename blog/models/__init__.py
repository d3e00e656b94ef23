from .pages import WORDS_A_MINUTE, ArticleIndexPage, ArticlePage
from .topics import ArticleTag, Topic

__all__ = ["WORDS_A_MINUTE", "ArticleIndexPage", "ArticlePage", "ArticleTag", "Topic"]

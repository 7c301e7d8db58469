"""The addresses of searching."""

from django.urls import path

from search.views import feed, results

app_name = "search"
urlpatterns = [
    path("", results.results, name="results"),
    path("suggesties/", results.suggestions, name="suggestions"),
    path("feed/", feed.feed, name="feed"),
]

"""The addresses of searching."""

from django.urls import path

from search.views import feed, following, results, saving, similar, suggesting, telling

app_name = "search"
urlpatterns = [
    path("", results.results, name="results"),
    path("suggesties/", suggesting.suggestions, name="suggestions"),
    path("lijkt-op/<slug:key>/", similar.like, name="similar"),
    path("feed/", feed.feed, name="feed"),
    path("bewaren/", saving.save, name="save"),
    path("geopend/", telling.opened, name="opened"),
    path("nuttig/", telling.useful, name="useful"),
    path("volgen/", following.follow, name="follow"),
    path("meldingen/stoppen/<str:token>/", following.stop, name="stop"),
    path("meldingen/brieven/", following.choose_mail, name="choose-letters"),
    path("meldingen/brieven/<str:token>/", following.stop_letters, name="stop-letters"),
    path("meldingen/<int:number>/wijzigen/", saving.change, name="subscription-change"),
    path("meldingen/<int:number>/verwijderen/", saving.remove, name="subscription-remove"),
    path("meldingen/<int:number>/terugzetten/", saving.put_back, name="subscription-put-back"),
]

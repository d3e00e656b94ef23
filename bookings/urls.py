from django.urls import path

from . import views

app_name = "bookings"

urlpatterns = [
    path("requested/<uuid:public_id>/", views.requested, name="requested"),
    path("my-request/<str:token>/", views.manage, name="manage"),
    # Below each service page: whatever else ends in /request/ is a page of its own.
    path("<path:path>/request/", views.request_form, name="request_form"),
]

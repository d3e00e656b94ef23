from django.urls import path

from . import views

app_name = "bookings"

urlpatterns = [
    path("requested/<uuid:public_id>/", views.requested, name="requested"),
    path("my-request/<str:token>/", views.manage, name="manage"),
    # The client's page names it without its own address ("appointment.ics").
    path("my-request/<str:token>/appointment.ics", views.appointment_file, name="appointment_file"),
    path("calendar/<str:token>.ics", views.calendar_feed, name="calendar_feed"),
    path("my-request/<str:token>/move/", views.move, name="move"),
    # Below each service page: whatever else ends in /request/ is a page of its own.
    path("<path:path>/request/", views.request_form, name="request_form"),
]

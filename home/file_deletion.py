"""The admin's views that delete pictures and documents, where Wagtail asks no hook first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from wagtail.documents.views import documents
from wagtail.documents.views import multiple as many_documents
from wagtail.images.views import images
from wagtail.images.views import multiple as many_images

from home.deletion import refuse_files


class KeptWhileUsed:
    """For Wagtail's page that asks before it deletes."""

    def run_before_hook(self) -> HttpResponse | None:
        return refuse_files(self.request, [self.object])


class KeptWhileUsedHere:
    """For the button beside a file that was just uploaded: its address takes any file's key."""

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.model = self.get_model()
        file = get_object_or_404(self.model, pk=kwargs[self.pk_url_kwarg])
        policy = self.permission_policy
        refusal = None
        if policy.user_has_permission_for_instance(request.user, "delete", file):
            refusal = refuse_files(request, [file])
        return refusal or super().post(request, *args, **kwargs)


class DeleteImage(KeptWhileUsed, images.DeleteView):
    pass


class DeleteUploadedImage(KeptWhileUsedHere, many_images.DeleteView):
    pass


class DeleteDocument(KeptWhileUsed, documents.DeleteView):
    pass


class DeleteUploadedDocument(KeptWhileUsedHere, many_documents.DeleteView):
    pass


# The addresses of Wagtail's own views, which keep their names; those registered first answer.
URLS = [
    path("images/<int:image_id>/delete/", DeleteImage.as_view()),
    path("images/multiple/<int:image_id>/delete/", DeleteUploadedImage.as_view()),
    path("documents/delete/<int:document_id>/", DeleteDocument.as_view()),
    path("documents/multiple/<int:doc_id>/delete/", DeleteUploadedDocument.as_view()),
]

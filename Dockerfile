# syntax=docker/dockerfile:1
# The site, its worker and every manage.py command: one image, told by its command what to be.
# docs/deploy.md has the rest; nothing secret is needed to build it, and nothing secret is in it.

FROM python:3.13-slim AS build
WORKDIR /site
COPY requirements/machines.txt requirements/
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements/machines.txt
COPY . .
# The settings of a trial: the keys that it makes are thrown away in the same step.
RUN export STATE_DIR=/tmp/build STATIC_ROOT=/site/static \
    && /venv/bin/python manage.py translations \
    && /venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
    && /venv/bin/python -m compileall -q bookings blog home services site_project \
    && rm -rf /tmp/build

FROM python:3.13-slim
# pg_dump and pg_restore for backups: not older than the server (docs/recovery.md).
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin practice \
    && install --directory --owner practice --group practice --mode 0750 /state \
    && install --directory --owner practice --group practice /srv/practice/static
COPY --from=build /venv /venv
COPY --from=build /site /site
WORKDIR /site
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=site_project.settings.production \
    STATE_DIR=/state \
    STATIC_ROOT=/site/static \
    BIND=0.0.0.0:8000
USER practice
VOLUME /state
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/-/live', timeout=4)"]
CMD ["python", "manage.py", "serve"]

# Two stages: packages and assets are installed in the first; the second holds no compiler, no Node and no pip cache.
ARG PYTHON=3.11

FROM python:${PYTHON}-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_NO_INPUT=1
WORKDIR /build
# Each lock in its own layer: what did not change is not installed again.
COPY requirements.txt ./
RUN python -m venv /venv && /venv/bin/pip install --quiet --require-hashes --requirement requirements.txt
COPY requirements-build.txt ./
RUN pip install --quiet --root-user-action=ignore --require-hashes --requirement requirements-build.txt
COPY frontend/ frontend/
# pip's hash mode refuses a local folder, so the wheel is built and installed by itself, with the tools of the lock.
RUN pip wheel --quiet --no-deps --no-build-isolation --wheel-dir wheels ./frontend \
 && /venv/bin/pip install --quiet --no-deps wheels/*.whl

FROM python:${PYTHON}-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 VAR_DIR=/app/var MEDIA_ROOT=/app/media
WORKDIR /app
RUN useradd --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin praktijkplein \
 && install -d -o praktijkplein -g praktijkplein -m 0750 /app/var /app/media
COPY --from=build /venv /venv
COPY LICENSE manage.py ./
COPY portal/ portal/
COPY practices/ practices/
COPY search/ search/
COPY templates/ templates/
RUN python -m compileall -q portal practices search
USER praktijkplein
# Style sheets and scripts belong to this version of the code, so they are in the image and not in a volume. The key is
# only there because the settings ask for one; it is gone when this line is done.
RUN SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(50))')" ALLOWED_HOSTS=localhost \
    python manage.py collectstatic --no-input --verbosity 0
EXPOSE 8000
CMD ["gunicorn", "portal.wsgi:application", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", \
     "--workers", "2", "--threads", "4", "--worker-tmp-dir", "/dev/shm", "--no-control-socket", \
     "--max-requests", "5000", "--max-requests-jitter", "500", "--graceful-timeout", "20", \
     "--limit-request-line", "0"]

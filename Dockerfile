# chatmock in a container: docker build -t chatmock . && docker run --rm -p 127.0.0.1:8008:8008 -e CHATMOCK_ALLOW_HOST=localhost chatmock
# Seeds, and a chatmock.yaml with options, lie in /seeds: docker run -v ./seeds:/seeds:ro … chatmock serve --seed lunch.yaml

FROM python:3.13-slim AS build
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY chatmock chatmock
COPY schemas schemas
COPY fixtures fixtures
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:3.13-slim
COPY --from=build /wheels /wheels
RUN pip install --no-cache-dir "$(echo /wheels/*.whl)[speed,tls]" \
    && rm -r /wheels \
    && useradd --uid 8008 --create-home chatmock \
    && install -d -o chatmock /seeds
USER 8008
WORKDIR /seeds
ENV CHATMOCK_HOST=0.0.0.0 \
    PYTHONUNBUFFERED=1
EXPOSE 8008
HEALTHCHECK --interval=2s --timeout=3s --start-period=20s CMD ["chatmock", "wait", "--timeout", "2"]
ENTRYPOINT ["chatmock"]
CMD ["serve"]

# An image that holds checkmarket and needs nothing but the wheel:
#   python3 -m build --wheel && docker build -f Dockerfile -t checkmarket dist
#   docker run --rm --network none -v "$PWD:/work:ro" checkmarket EU --product product.yaml
# To write reports: -v "$PWD:/work" --user "$(id -u)".

FROM python:3.13-slim AS build
COPY checkmarket-*.whl /wheels/
RUN python3 -m venv /opt/checkmarket && \
    /opt/checkmarket/bin/pip install --no-cache-dir "$(echo /wheels/*.whl)[docs,signing,xlsx]"

FROM python:3.13-slim
COPY --from=build /opt/checkmarket /opt/checkmarket
ENV PATH=/opt/checkmarket/bin:$PATH
# A container starts anew each time, so a cache would help nobody.
ENV CHECKMARKET_NO_CACHE=1
# A number, so that a cluster can see that it is not root; it owns nothing and needs no home.
USER 10001
WORKDIR /work
ENTRYPOINT ["checkmarket"]

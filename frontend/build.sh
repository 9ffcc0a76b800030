#!/usr/bin/env bash
# Builds style sheets, scripts and fonts into the ui app. Needs Node 20; run `npm ci --ignore-scripts` first.
set -euo pipefail
cd "$(dirname "$0")"
out=../src/xaso/platform/ui/static/ui
mkdir -p "$out"

for sheet in portal desk print hall; do
  node_modules/.bin/sass --style=compressed --no-source-map --load-path=node_modules --load-path=. \
    --quiet-deps "sass/$sheet.scss" "$out/$sheet.css"
done
for script in portal desk kiosk; do
  node_modules/.bin/esbuild "scripts/$script.mjs" --bundle --minify --format=iife --target=es2018 \
    --legal-comments=none --log-level=warning --outfile="$out/$script.js"
done
cp node_modules/htmx.org/dist/htmx.min.js "$out/htmx.js"
cp assets/*.svg "$out/"
cp node_modules/@ministryofjustice/frontend/moj/assets/images/icon-{close-cross-black,toggle-plus-minus}.svg "$out/"
node fonts.mjs "$out/fonts"

#!/usr/bin/env bash
# Makes src/main/resources/licensing/document/scripts: of each font the letters of its script, with the tables that say how they
# are joined and placed, and nothing else. Run it again only for another version of a font: papers that are made are kept.
# Needs npm and Python 3 with pip.
set -euo pipefail
cd "$(dirname "$0")"
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/python"
"$place/python/bin/pip" install --quiet --disable-pip-version-check fonttools==4.68.0
target=src/main/resources/licensing/document/scripts
mkdir -p "$target"
# Name, version, letters. With each: space, joiners and the circle that stands for a letter that is missing under a mark.
while read -r name version letters; do
  package=@expo-google-fonts/$(sed 's/\(.\)\([A-Z][a-z]\|KR\)/\1-\2/g' <<<"$name" | tr '[:upper:]' '[:lower:]')
  npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$place" "$package@$version"
  "$place/python/bin/pyftsubset" "$place/node_modules/$package/400Regular/${name}_400Regular.ttf" \
    --unicodes="20,200C,200D,25CC,$letters" --no-hinting --drop-tables+=STAT,vhea,vmtx,BASE,MATH \
    --name-IDs=0,1,2,4,5,6,13,14 --output-file="$target/$name.ttf"
done <<'FONTS'
NotoSansArabic 0.4.3 600-6FF,750-77F,870-8FF,FB50-FDFF,FE70-FEFC
NotoSansArmenian 0.4.2 530-58F,FB13-FB17
NotoSansBengali 0.4.4 964,965,980-9FF
NotoSansDevanagari 0.4.1 900-97F,A8E0-A8FF
NotoSansEthiopic 0.4.2 1200-139F,2D80-2DDF,AB01-AB2E
NotoSansGeorgian 0.4.3 10A0-10FF,1C90-1CBF,2D00-2D2F
NotoSansGujarati 0.4.2 964,965,A80-AFF
NotoSansGurmukhi 0.4.1 964,965,A00-A7F
NotoSansHebrew 0.4.1 590-5FF,FB1D-FB4F
NotoSansKannada 0.4.3 964,965,C80-CFF
NotoSansKhmer 0.4.3 1780-17FF,19E0-19FF
NotoSansKR 0.4.3 1100-11FF,2190-21FF,2460-24FF,25A0-26FF,3100-33FF,AC00-D7A3
NotoSansLao 0.4.2 E80-EFF
NotoSansMalayalam 0.4.2 964,965,D00-D7F
NotoSansMyanmar 0.4.2 1000-109F,A9E0-A9FF,AA60-AA7F
NotoSansOriya 0.4.2 964,965,B00-B7F
NotoSansSinhala 0.4.2 D80-DFF
NotoSansTamil 0.4.3 964,965,B80-BFF
NotoSansTelugu 0.4.2 964,965,C00-C7F
NotoSansThaana 0.4.2 60C,61B,61F,660-66C,780-7BF
NotoSansThai 0.4.2 E00-E7F
FONTS

#!/bin/sh
# Makes sure of a Chromium and Chinese fonts for the browser tests.
set -eu

found() {
    command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 ||
        command -v google-chrome >/dev/null 2>&1
}

fonts() {
    command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list ':lang=zh' family | head -n 1)" ]
}

if found && fonts; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "安装浏览器测试所需的 chromium 和中文字体……"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends chromium fontconfig fonts-noto-cjk >/dev/null
    exit 0
fi
echo "浏览器测试需要 chromium 和中文字体。请先安装，例如：" >&2
echo "    sudo apt-get install chromium fontconfig fonts-noto-cjk" >&2
exit 1

"""Sixty strings that would run script where they are not escaped, and twenty-five addresses no page may link to."""

STRINGS = [
    "<script>xss()</script>", "<SCRIPT SRC=/static/page/main.js?xss></SCRIPT>", "<img src=x onerror=xss()>",
    "<svg onload=xss()>", "<svg/onload=xss()>", "<body onload=xss()>", "<iframe src=javascript:xss()>",
    "<iframe srcdoc='<script>parent.xss()</script>'>", "<input autofocus onfocus=xss()>",
    "<select autofocus onfocus=xss()>", "<textarea autofocus onfocus=xss()>", "<video><source onerror=xss()>",
    "<audio src=x onerror=xss()>", "<details open ontoggle=xss()>", "<marquee onstart=xss()>",
    "<object data=javascript:xss()>", "<embed src=javascript:xss()>", "<a href=javascript:xss()>x</a>",
    "<form action=javascript:xss()><button>x", "<button formaction=javascript:xss()>x",
    "<math><mtext></form><script>",
    "<link rel=stylesheet href=//evil.example>", "<base href=//evil.example/>", "<meta http-equiv=refresh content=0>",
    "<style>*{background:url(//evil.example)}</style>", "<template><script>xss()</script></template>",
    "</textarea><script>xss()</script>", "</title><script>xss()</script>", "</style><script>xss()</script>",
    "</script><script>xss()</script>", "--><script>xss()</script>", "]]><script>xss()</script>",
    '"><script>xss()</script>', "'><script>xss()</script>", '" onmouseover="xss()', "' onmouseover='xss()",
    '" autofocus onfocus="xss()', "x onerror=xss() y", '"/onerror="xss()', "`onmouseover=xss()",
    "&lt;script&gt;xss()&lt;/script&gt;", "&#60;script&#62;xss()&#60;/script&#62;", "\\u003cscript\\u003exss()",
    "%3Cscript%3Exss()%3C/script%3E", "{{ xss() }}", "{{ ''.__class__ }}", "{% if true %}x{% endif %}", "${xss()}",
    "#{xss()}", "<%= xss() %>", "<scr<script>ipt>xss()</scr</script>ipt>", "<img/src=x/onerror=xss()>",
    "<img src=x onerror\n=\nxss()>", "<svg><animate onbegin=xss() attributeName=x>", "<div hx-on:click=xss()>x</div>",
    "<div hx-get=/contacts hx-trigger='load[xss()]'>x</div>", "<p style=behavior:url(x)>x</p>",
    "<x contenteditable onblur=xss()>", "＜script＞xss()＜/script＞",
    "<script\n>xss()</script\n>",
]  # fmt: skip

ADDRESSES = [
    "javascript:xss()", "JaVaScRiPt:xss()", " javascript:xss()", "java\tscript:xss()", "javascript&colon;xss()",
    "data:text/html,<script>xss()</script>", "DATA:text/html;base64,PHNjcmlwdD4=", "vbscript:xss()",
    "file:///etc/passwd", "blob:https://evil.example/1", "about:blank", "view-source:https://example.com",
    "//evil.example", "\\\\evil.example", "http:evil.example", "https:/\\evil.example", "ftp://evil.example/",
    "intent://x#Intent;end", "chrome://settings", "mailto:a@b.example?bcc=c@d.example", "tel:*#06#",
    "sms:+1?body=x", "a@b.example?cc=c@d.example", "+81-90;ext=1?x", "https://user:pass@evil.example@example.com\n",
]  # fmt: skip

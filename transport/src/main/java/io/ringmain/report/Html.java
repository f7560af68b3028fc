package io.ringmain.report;

/** Text made safe for a page. */
final class Html
{
    private Html()
    {}

    static String escaped(String text)
    {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}

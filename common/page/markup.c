#include "common/page/markup.h"

#include "common/base/memory.h"

#include <assert.h>
#include <libxml/xmlwriter.h>
#include <pthread.h>

struct markup {
    void *memory;
    xmlBufferPtr buffer;
    xmlTextWriterPtr writer;
};

/* The library fails for want of memory only. */
static void must(int written)
{
    assert(written >= 0);
}

static const xmlChar *library_text(const char *text)
{
    return (const xmlChar *)text;
}

static void release(void *thing)
{
    struct markup *markup = thing;
    xmlFreeTextWriter(markup->writer);
    xmlBufferFree(markup->buffer);
}

struct markup *markup_begin(void *memory)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, xmlInitParser);

    struct markup *markup = NEW(memory, struct markup);
    *markup = (struct markup){ .memory = memory, .buffer = xmlBufferCreate() };
    assert(markup->buffer);
    markup->writer = xmlNewTextWriterMemory(markup->buffer, 0);
    assert(markup->writer);
    memory_defer(markup, release, markup);
    return markup;
}

const char *markup_end(struct markup *markup)
{
    must(xmlTextWriterEndDocument(markup->writer));
    must(xmlTextWriterFlush(markup->writer));
    const char *text = memory_text(markup->memory, (const char *)xmlBufferContent(markup->buffer));
    talloc_free(markup);
    return text;
}

void markup_open(struct markup *markup, const char *element)
{
    must(xmlTextWriterStartElement(markup->writer, library_text(element)));
}

void markup_attribute(struct markup *markup, const char *name, const char *value)
{
    must(xmlTextWriterWriteAttribute(markup->writer, library_text(name), library_text(value)));
}

void markup_close(struct markup *markup)
{
    must(xmlTextWriterFullEndElement(markup->writer));
}

void markup_close_empty(struct markup *markup)
{
    must(xmlTextWriterEndElement(markup->writer));
}

void markup_text(struct markup *markup, const char *text)
{
    must(xmlTextWriterWriteString(markup->writer, library_text(text)));
}

void markup_element(struct markup *markup, const char *element, const char *text)
{
    markup_open(markup, element);
    markup_text(markup, text);
    markup_close(markup);
}

void markup_raw(struct markup *markup, const char *text)
{
    must(xmlTextWriterWriteRaw(markup->writer, library_text(text)));
}

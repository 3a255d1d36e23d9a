import { array, assert, constantFrom, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRichText } from './read-rich-text.ts'
import { mentionedIn, richTextOf } from './rich-text-of.ts'
import { plainTextOf, richTextHtml } from './rich-text.ts'

const clean = (html: string): string => richTextHtml(readRichText(html))
const ada = { userId: '0f8fad5b-d9cb-469f-a165-70867728950e', name: 'Ada' }
const adaAdmin = { userId: '7c9e6679-7425-40de-944b-e07fc1f90ae7', name: 'Ada Admin' }

describe('the HTML of a comment', () => {
  it('keeps what comments are made of', () => {
    const html = `<p>Look <strong>here</strong>, <em>there</em><br>and <code>a &lt; b</code></p><ul><li>one</li></ul>`
    expect(clean(html)).toBe(html)
    expect(clean('<div><b>bold</b> <i>slanted</i> <strike>gone</strike></div>')).toBe('<p><strong>bold</strong> <em>slanted</em> <s>gone</s></p>')
  })

  it('keeps a mention, by the id of a person alone', () => {
    expect(clean(`<span class="mention" onclick="x()" data-type="mention" data-id="${ada.userId}" style="color:red">@Ada</span>`)).toBe(
      `<span data-type="mention" data-id="${ada.userId}">@Ada</span>`,
    )
    expect(clean('<span data-type="mention" data-id="&quot;><script>x</script>">@Ada</span>')).toBe('@Ada')
  })

  it.each([
    [
      '<a href="https://atrium.example/a?b=1&amp;c=2">x</a>',
      '<a href="https://atrium.example/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer nofollow">x</a>',
    ],
    ['<a href="mailto:ada@atrium.example">x</a>', '<a href="mailto:ada@atrium.example" target="_blank" rel="noopener noreferrer nofollow">x</a>'],
    ['<a href="javascript:alert(1)">x</a>', 'x'],
    ['<a href="JaVa&#10;script:alert(1)">x</a>', 'x'],
    ['<a href=" &#1;javascript:alert(1)">x</a>', 'x'],
    ['<a href="data:text/html,<script>x</script>">x</a>', 'x'],
    ['<a href="vbscript:x">x</a>', 'x'],
    ['<a href="/p/other">x</a>', 'x'],
    ['<a href="//elsewhere.example">x</a>', 'x'],
    ['<a href=https://unquoted.example>x</a>', 'x'],
  ])('lets links lead to pages and mailboxes only: %s', (html, expected) => {
    expect(clean(html)).toBe(expected)
  })

  it.each([
    ['<script>alert(1)</script>after', 'after'],
    ['<SCRIPT\n>alert(1)</SCRIPT  >after', 'after'],
    ['<style>p{}</style><p>x</p>', '<p>x</p>'],
    ['<img src=x onerror=alert(1)>text', 'text'],
    ['<svg><script>x</script></svg>y', 'y'],
    ['<iframe src="https://x.example"></iframe>y', 'y'],
    ['<p onmouseover="alert(1)" style="position:fixed">x</p>', '<p>x</p>'],
    ['<<script>alert(1)//<</script>', '&lt;'],
    ['<scr<script></script>ipt>alert(1)</script>', 'ipt&gt;alert(1)'],
    ['<p title=">"><b>x', '<p><strong>x</strong></p>'],
    ['&lt;script&gt;alert(1)&lt;/script&gt;', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['<!-- <script>x</script> -->y', 'y'],
    ['a < b > c', 'a &lt; b &gt; c'],
    ['<p', '&lt;p'],
    ['<a href="x', '&lt;a href=&quot;x'],
    ['</p></b>x', 'x'],
    ['<form action="https://x.example"><input value="y">z</form>', 'z'],
  ])('leaves nothing else: %s', (html, expected) => {
    expect(clean(html)).toBe(expected)
  })

  it('stays as it is when it is read again, whatever it was', () => {
    const parts = constantFrom(
      '<',
      '>',
      '</',
      '"',
      "'",
      '&',
      '&lt;',
      '&#60;',
      '<p>',
      '</p>',
      '<a href="',
      'javascript:',
      '<script>',
      '</script>',
      '<!--',
      '-->',
      'x',
      ' ',
      '=',
    )
    assert(
      property(array(parts, { maxLength: 30 }), (some) => {
        const once = clean(some.join(''))
        expect(clean(once)).toBe(once)
        expect(once).not.toMatch(/<(?!\/?(p|strong|em|u|s|code|pre|blockquote|ul|ol|li|br|a|span)\b)/)
        expect(once).not.toMatch(/href="(?!https?:|mailto:)/)
      }),
    )
  })

  it('survives what is deep, endless or never closed', () => {
    expect(clean('<b>'.repeat(5000) + 'x')).toMatch(/^(<strong>){20}x(<\/strong>){20}$/)
    expect(plainTextOf(readRichText('<a '.repeat(20_000)))).toHaveLength(60_000)
    expect(plainTextOf(readRichText('<p>مرحبا 🌍</p>'))).toBe('مرحبا 🌍')
  })
})

describe('what somebody typed', () => {
  it('becomes lines, links and mentions of people who are there', () => {
    const html = richTextHtml(richTextOf('Hi @Ada Admin,\nsee https://atrium.example/x?a=1&b=2. <b>@Ada</b> @Eve a@Ada', [ada, adaAdmin]))
    expect(html).toBe(
      `<p>Hi <span data-type="mention" data-id="${adaAdmin.userId}">@Ada Admin</span>,<br>see ` +
        '<a href="https://atrium.example/x?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow">https://atrium.example/x?a=1&amp;b=2</a>. ' +
        `&lt;b&gt;<span data-type="mention" data-id="${ada.userId}">@Ada</span>&lt;/b&gt; @Eve a@Ada</p>`,
    )
    expect(clean(html)).toBe(html)
  })

  it('mentions each person once, and nobody whose name only begins alike', () => {
    expect(mentionedIn('@Ada @Ada @Adam', [ada])).toEqual([ada.userId])
    expect(mentionedIn('@Ada Admin', [ada, adaAdmin])).toEqual([adaAdmin.userId])
    expect(mentionedIn('nobody', [ada])).toEqual([])
  })
})

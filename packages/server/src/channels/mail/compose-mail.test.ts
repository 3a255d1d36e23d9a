import { describe, expect, it } from 'vitest'
import { composeMail } from './compose-mail.ts'

const parts = { to: 'a@b.example', subject: 'Hello', lines: ['One', 'Two'], footer: 'Bye' }

describe('composeMail', () => {
  it('says the same in text and in HTML, with the link in both', () => {
    const mail = composeMail({ ...parts, button: { label: 'Open', href: 'https://atrium.example/x?a=1&b=2' } })
    expect(mail.text).toBe('One\n\nTwo\n\nhttps://atrium.example/x?a=1&b=2\n\nBye\n')
    expect(mail.html).toContain('href="https://atrium.example/x?a=1&amp;b=2"')
    expect(mail.html).toContain('<p>One</p><p>Two</p>')
  })

  it('shows a code to type in', () => {
    const mail = composeMail({ ...parts, code: '012345' })
    expect(mail.text).toContain('\n\n012345\n\n')
    expect(mail.html).toContain('>012345</p>')
  })

  it('shows a picture that is attached, with words in its place', () => {
    const mail = composeMail({ ...parts, picture: { alt: 'Sales "today"' } })
    expect(mail.html).toContain('<p><img src="cid:picture@atrium" alt="Sales &quot;today&quot;"')
    expect(mail.text).not.toContain('cid:')
  })

  it('takes names of people for text', () => {
    const { html } = composeMail({ ...parts, lines: ['<img src=x onerror="alert(1)"> & \'co\''] })
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &#39;co&#39;')
    expect(html).not.toContain('<img')
  })

  it('keeps the subject on one line', () => {
    expect(composeMail({ ...parts, subject: 'Join\r\nBcc: all@b.example' }).subject).toBe('Join Bcc: all@b.example')
  })
})

import { pictureId, type Mail } from './mail.ts'

export type MailParts = {
  to: string
  /** Of its words; English when absent. */
  language?: string
  subject: string
  /** Sentences, one paragraph each. */
  lines: readonly string[]
  /** Words for whoever does not see the picture that is attached. */
  picture?: { alt: string }
  /** The one thing to do. */
  button?: { label: string; href: string }
  /** Letters to type in, shown large. */
  code?: string
  /** Last words, smaller: what to do when it was not meant for the reader. */
  footer: string
}

/** A mail as plain text and as simple HTML. Whatever people typed is escaped in the second and only text in the first. */
export function composeMail({ to, language = 'en', subject, lines, picture, button, code, footer }: MailParts): Mail {
  const middle = code ?? button?.href
  return {
    to,
    // A line break would end the header.
    subject: subject.replaceAll(/\s+/g, ' ').trim(),
    text: `${[...lines, ...(middle === undefined ? [] : [middle]), footer].join('\n\n')}\n`,
    html: page(language, [
      ...lines.map((line) => `<p>${escapeHtml(line)}</p>`),
      ...(picture === undefined ? [] : [`<p><img src="cid:${pictureId}" alt="${escapeHtml(picture.alt)}" style="width:100%;height:auto"></p>`]),
      ...(code === undefined ? [] : [`<p style="font-size:28px;letter-spacing:6px;font-weight:600">${escapeHtml(code)}</p>`]),
      ...(button === undefined ? [] : [buttonHtml(button), `<p style="${quiet}">${escapeHtml(button.href)}</p>`]),
      `<p style="${quiet}">${escapeHtml(footer)}</p>`,
    ]),
  }
}

const quiet = 'color:#5b6069;font-size:13px;word-break:break-all'

const page = (language: string, parts: readonly string[]): string =>
  `<!doctype html><html lang="${language}"><body style="font-family:sans-serif;font-size:15px;line-height:1.5;color:#16181d;max-width:560px;margin:24px auto;padding:0 16px">${parts.join('')}</body></html>`

const buttonHtml = ({ label, href }: { label: string; href: string }): string =>
  `<p><a href="${escapeHtml(href)}" style="display:inline-block;background:#265adf;color:#ffffff;text-decoration:none;padding:10px 18px;border-radius:6px">${escapeHtml(label)}</a></p>`

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (letter) => entities[letter] ?? letter)

import { expect, it } from 'vitest'
import { mentionMail } from './mention-mail.ts'

const said = { author: '<i>Zoë</i>', name: 'Sales & co', text: 'Look at <b>this</b>', link: 'https://atrium.example/x' } as const

it.each([
  ['dashboard', 'zum Dashboard'],
  ['app', 'zur App'],
  ['notebook', 'zum Notebook'],
] as const)('whoever reads German is told in German where a comment names them: %s', (place, where) => {
  const { subject, text, html } = mentionMail({ to: 'a@b.example', language: 'de' }, { ...said, place })
  expect(subject).toBe('<i>Zoë</i> hat dich bei Sales & co erwähnt')
  expect(text).toBe(
    `<i>Zoë</i> hat dich in einem Kommentar ${where} „Sales & co“ erwähnt:\n\nLook at <b>this</b>\n\nhttps://atrium.example/x\n\nDu kannst diese Mails auf deiner Profilseite in Atrium abschalten.\n`,
  )
  expect(html).toContain('<html lang="de">')
  expect(html).toContain('&lt;i&gt;Zoë&lt;/i&gt; hat dich')
  expect(html).not.toMatch(/<[ib]>/)
})

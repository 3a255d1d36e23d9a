import type { AccountMailWords, AccountNews } from './account-mail-words.ts'

const off = (isOff: boolean): string => (isOff ? ' It has no second factor any more.' : '')

function tell(news: AccountNews): { subject: string; line: string } {
  switch (news.what) {
    case 'password_changed':
      return { subject: 'Your password for Atrium was changed', line: 'The password of your account was changed. You are signed out everywhere else.' }
    case 'password_reset':
      return {
        subject: 'Your password for Atrium was changed',
        line: 'The password of your account was set anew, by a link that was made for it. You are signed out everywhere.',
      }
    case 'email_changed':
      return {
        subject: 'Your e-mail address for Atrium was changed',
        line: `The e-mail address of your account was changed from ${news.from} to ${news.to}. Nothing more is sent to this one.`,
      }
    case 'app_added':
      return { subject: 'A second factor was added for Atrium', line: 'An authenticator app was added to your account as a second factor.' }
    case 'app_removed':
      return { subject: 'A second factor was removed for Atrium', line: `The authenticator app of your account was removed.${off(news.isOff)}` }
    case 'passkey_added':
      return {
        subject: 'A passkey was added for Atrium',
        line: `A passkey, “${news.name}”, was added to your account. With it one can sign in without your password.`,
      }
    case 'passkey_removed':
      return { subject: 'A passkey was removed for Atrium', line: `The passkey “${news.name}” of your account was removed.${off(news.isOff)}` }
    case 'recovery_code_used':
      return {
        subject: 'A recovery code was used for Atrium',
        line: `Somebody signed in to your account with a recovery code. ${news.left === 1 ? 'One is' : `${news.left} are`} left.`,
      }
    case 'factors_reset':
      return {
        subject: 'Your second factor for Atrium was reset',
        line: 'An administrator of your organization took the second factors from your account: authenticator app, passkeys and recovery codes.',
      }
  }
}

export const english: AccountMailWords = {
  invitation: ({ inviter, organization, expiresAt }) => ({
    subject: `Join ${organization} on Atrium`,
    lines: [`${inviter} invites you to ${organization} on Atrium.`, `The link works once, until ${expiresAt.toUTCString()}.`],
    button: 'Accept the invitation',
    footer: 'If you did not expect this, ignore it: nothing happens until the link is opened.',
  }),
  impersonation: ({ by, reason, endsAt }) => ({
    subject: `${by} is viewing Atrium as you`,
    lines: [
      `${by}, an administrator of your organization, is viewing Atrium as you until ${endsAt.toUTCString()} at the latest.`,
      `The reason they gave: ${reason}`,
      'They see what you see and can change nothing. Your password, sessions and tokens are not shown to them.',
    ],
    button: 'See when this happened',
    footer: 'If you did not expect this, ask your administrators.',
  }),
  passwordReset: ({ minutes }) => ({
    subject: 'Set a new password for Atrium',
    lines: ['Somebody, hopefully you, asked for a new password for your account.', `The link works once, for ${minutes} minutes.`],
    button: 'Set a new password',
    footer: 'If it was not you, ignore this mail: your password stays as it is.',
  }),
  emailCode: ({ minutes }) => ({
    subject: 'Your code for Atrium',
    lines: ['Type this code into Atrium to show that this address is yours.'],
    footer: `It works for ${minutes} minutes. Nobody from Atrium asks for it. If you did not ask for it, ignore this mail.`,
  }),
  endingTokens: ({ tokens }) => ({
    subject: tokens.length === 1 ? `The token “${tokens[0]?.description}” ends soon` : `${tokens.length} tokens end soon`,
    lines: [
      ...tokens.map(({ description, account, expiresAt }) => {
        const whose = account === null ? '' : ` of the service account “${account}”`
        return `“${description}”${whose} ends at ${expiresAt.toUTCString()}.`
      }),
      'Programs that use it stop working then. A new secret can overlap with the old one.',
    ],
    button: 'See the tokens',
    footer: 'If no program uses it any more, there is nothing to do.',
  }),
  news: tell,
  happenedAt: (at) => `It happened at ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC.`,
  ifNotYou: 'If it was you, there is nothing to do. If it was not, set a new password at once and tell an administrator of your organization.',
}

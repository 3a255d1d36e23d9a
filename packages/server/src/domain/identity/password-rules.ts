import { AppError } from '../../platform/errors.ts'

/** Longest password that is looked at, in UTF-16 units. */
export const passwordLimit = 512

/** What is wrong with a password to be set, as a sentence; null when it will do. */
export function passwordProblem(password: string, email: string): string | null {
  const plain = password.toLowerCase()
  if (Array.from(password).length < 8) return 'The password must have at least 8 characters.'
  if (password.length > passwordLimit) return `The password may have at most ${passwordLimit} characters.`
  if (!/\p{L}/u.test(password) || !/[^\p{L}]/u.test(password)) return 'The password must have a letter, and a digit or symbol.'
  if (plain === email.toLowerCase() || plain === email.toLowerCase().split('@')[0]) return 'The password must not be your e-mail address.'
  if (commonPasswords.has(plain)) return 'This password is among the first that an attacker tries. Choose another one.'
  return null
}

/** Throws `invalid` (reason `weak_password`) for a password that may not be set. */
export function requireGoodPassword(password: string, email: string): void {
  const problem = passwordProblem(password, email)
  if (problem !== null) throw new AppError('invalid', problem, { reason: 'weak_password' })
}

/** Often used ones that pass the other rules. */
const commonPasswords = new Set(
  `password1 password12 password123 password1234 password! password1! passw0rd p@ssword p@ssw0rd p@ssword1 p@ssw0rd1 pa55word pass1234 pass12345
  qwerty12 qwerty123 qwerty1234 qwerty12345 qwertyuiop1 1qaz2wsx 1qaz2wsx3edc q1w2e3r4 q1w2e3r4t5 1q2w3e4r 1q2w3e4r5t zaq12wsx zxcvbnm1 asdfghjkl1 asdf1234
  abc12345 abc123456 abcd1234 abcdefg1 a1b2c3d4 aa123456 a123456789 12345678a 123456789a 1234567a 1234qwer 123qweasd qwe123456 qweasd123 123abc456
  admin123 admin1234 admin12345 administrator1 root1234 user1234 test1234 testing1 testing123 guest123 demo1234 changeme1 changeme123 changeme! default1
  welcome1 welcome12 welcome123 welcome! welcome1! letmein1 letmein123 letmein! iloveyou1 iloveyou2 iloveyou! sunshine1 princess1 football1 baseball1
  monkey123 dragon123 master123 shadow123 superman1 batman123 starwars1 trustno1 whatever1 michael1 jennifer1 charlie1 jordan23 hello123 hello1234 hunter22
  summer2024 summer2025 summer2026 winter2024 winter2025 winter2026 spring2026 autumn2026 secret123 secret1! computer1 internet1 freedom1 liverpool1 chelsea1
  atrium123 atrium1234 postgres1 lightdash1`.split(/\s+/),
)

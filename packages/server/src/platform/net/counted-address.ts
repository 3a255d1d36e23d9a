import { isIP } from 'node:net'

/**
 * Whom an address is counted as where attempts are limited. One customer has a whole /64 network of IPv6 addresses at
 * least, so that network is one; IPv4 inside of IPv6 is that IPv4 address.
 */
export function countedAddress(ip: string): string {
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1] ?? ip
  if (isIP(plain) !== 6) return plain
  const [front = '', back] = plain.split('%')[0]?.split('::') ?? []
  const [left, right] = [groups(front), groups(back ?? '')]
  const between = back === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => '0')
  const network = [...left, ...between, ...right].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16))
  return `${network.join(':')}::/64`
}

const groups = (text: string): string[] => (text === '' ? [] : text.split(':'))

import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { AppError } from '../errors.ts'

/** Says which addresses this server may connect to on somebody's behalf. */
export type Outbound = {
  /**
   * An address to connect to, and only to it: asking again could give another answer. All answers of the name have to be
   * allowed. Throws `invalid` (`unresolved`, `private_address`, `own_address`).
   */
  addressOf(host: string, port: number): Promise<string>
}

export type OutboundOptions = {
  /** Private networks that an administrator opened. */
  allowed: readonly string[]
  /** Never, allowed or not: our own store and our own port. */
  never: () => readonly { host: string; port: number }[]
  resolve?: (host: string) => Promise<string[]>
}

/** Networks that are not the public internet, after the IANA registries of special addresses. */
const special = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
]

/** The guard of this installation. */
export function createOutbound({ allowed, never, resolve = resolveAll }: OutboundOptions): Outbound {
  const [refusedNetworks, openedNetworks] = [networks(special), networks(allowed)]
  return {
    async addressOf(host, port) {
      const addresses = (await resolve(host).catch(() => [])).map(plainAddress)
      const [first] = addresses
      if (first === undefined) {
        throw new AppError('invalid', `The name "${host}" has no address. Check its spelling, and that this server's DNS knows it.`, { reason: 'unresolved' })
      }
      if (addresses.some((address) => contains(refusedNetworks, address) && !contains(openedNetworks, address))) {
        throw new AppError(
          'invalid',
          `"${host}" is an address of a private network. An administrator of this installation can open that network with ATRIUM_ALLOWED_NETWORKS.`,
          { reason: 'private_address' },
        )
      }
      const isOwn = await Promise.all(
        never().map(
          async (own) =>
            own.port === port && (await resolve(own.host).catch(() => [own.host])).map(plainAddress).some((address) => addresses.includes(address)),
        ),
      )
      if (isOwn.includes(true))
        throw new AppError('invalid', `"${host}:${port}" is Atrium itself or its store: nothing is asked there.`, { reason: 'own_address' })
      return first
    },
  }
}

const resolveAll = async (host: string): Promise<string[]> => (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address)

/** IPv4 inside of IPv6 is that IPv4 address. */
const plainAddress = (address: string): string => /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address

function networks(list: readonly string[]): BlockList {
  const blocks = new BlockList()
  for (const network of list) {
    const [address = '', bits] = network.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    blocks.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family)
  }
  return blocks
}

const contains = (blocks: BlockList, address: string): boolean => blocks.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

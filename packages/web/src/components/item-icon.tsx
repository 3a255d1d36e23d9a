import type { Icon } from '@tabler/icons-react'
import type { CatalogIcon } from '../api/catalog.ts'

type Props = { icon: CatalogIcon; /** Shown where people chose none. */ fallback: Icon; size?: number; color?: string }

/** What stands beside an item of the catalog: an emoji or picture that people chose, or the sign of its kind. */
export function ItemIcon({ icon, fallback: Sign, size = 18, color }: Props) {
  if (icon === null) return <Sign size={size} stroke={1.6} aria-hidden style={{ flex: 'none' }} {...(color === undefined ? {} : { color })} />
  if ('url' in icon) return <img src={icon.url} alt="" width={size} height={size} referrerPolicy="no-referrer" style={{ flex: 'none' }} />
  return (
    <span aria-hidden style={{ flex: 'none', fontSize: size - 2, lineHeight: `${size}px`, width: size, textAlign: 'center' }}>
      {icon.unicode}
    </span>
  )
}

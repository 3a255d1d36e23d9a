import { Badge, ColorSwatch } from '@mantine/core'
import type { Category } from '../api/catalog.ts'

/** A category with its color. The color is a dot: whatever it is, the name can be read. */
export function CategoryBadge({ category: { name, color } }: { category: Category }) {
  return (
    <Badge variant="default" size="sm" tt="none" fw={500} leftSection={<ColorSwatch color={color} size={8} withShadow={false} aria-hidden />} maw={180}>
      {name}
    </Badge>
  )
}

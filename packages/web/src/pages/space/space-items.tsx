import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import type { Verification } from '../../api/content-care.ts'
import type { Unpublished } from '../../api/drafts.ts'
import { Ago } from '../../components/ago.tsx'
import { UnpublishedMark } from '../../components/content-care/unpublished-mark.tsx'
import { VerifiedMark } from '../../components/content-care/verified-mark.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { StarButton } from '../../components/star-button.tsx'

type Item = {
  uuid: string
  name: string
  updatedAt?: string | undefined
  source?: string
  verification?: Verification | null
  unpublished?: Unpublished | null
}
type Props<T extends Item> = { projectUuid: string; title: string; sign: Icon; items: readonly T[]; hrefOf: (item: T) => string }

/** Things of one kind that are in a space; nothing where there is none. */
export function SpaceItems<T extends Item>({ projectUuid, title, sign: Sign, items, hrefOf }: Props<T>) {
  if (items.length === 0) return null
  return (
    <Paper withBorder radius="md" p="md">
      <Title order={2} size="h5" mb="xs">
        {title}
      </Title>
      <Stack gap={4}>
        {items.map((item) => (
          <Group key={item.uuid} justify="space-between" wrap="nowrap" mih={30}>
            <Group gap="xs" wrap="nowrap" style={{ minWidth: 0 }}>
              <StarButton projectUuid={projectUuid} uuid={item.uuid} name={item.name} />
              <Sign size={17} stroke={1.6} aria-hidden style={{ flex: 'none' }} />
              <Anchor component={LinkTo} href={hrefOf(item)} size="sm" truncate>
                {item.name}
              </Anchor>
              <VerifiedMark verification={item.verification} compact />
              <UnpublishedMark unpublished={item.unpublished} />
            </Group>
            {item.updatedAt !== undefined && (
              <Text size="xs" c="dimmed" style={{ flex: 'none' }}>
                <Ago at={item.updatedAt} />
              </Text>
            )}
          </Group>
        ))}
      </Stack>
    </Paper>
  )
}

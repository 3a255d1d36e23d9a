import { Group, Skeleton, Stack } from '@mantine/core'

/** The explore page while its fields are on their way. */
export function ExploreSkeleton() {
  return (
    <Group align="stretch" gap="md" p="md" wrap="nowrap" aria-busy style={{ height: 'var(--atrium-page-height)' }}>
      <Stack w={260} gap={10} visibleFrom="sm">
        {Array.from({ length: 14 }, (_, row) => (
          <Skeleton key={row} height={18} />
        ))}
      </Stack>
      <Stack style={{ flex: 1 }}>
        <Skeleton height={40} />
        <Skeleton height={280} />
        <Skeleton height={240} />
      </Stack>
    </Group>
  )
}

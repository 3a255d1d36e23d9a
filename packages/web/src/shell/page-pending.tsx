import { Container, Skeleton, Stack } from '@mantine/core'

/** A page whose code is on its way. */
export function PagePending() {
  return (
    <Container size="xl" py="lg" aria-busy>
      <Stack>
        <Skeleton height={32} width={240} />
        <Skeleton height={120} />
        <Skeleton height={120} />
      </Stack>
    </Container>
  )
}

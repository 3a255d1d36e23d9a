import { Badge } from '@mantine/core'

/** What kind of call it is: those that read look quieter. */
export const Method = ({ method }: { method: string }) => (
  <Badge size="sm" radius="sm" variant={method === 'GET' ? 'default' : 'light'} w={64} style={{ flex: 'none' }}>
    {method}
  </Badge>
)

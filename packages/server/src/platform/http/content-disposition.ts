/** `attachment` with a name that can neither break the header nor leave the folder; the full name as RFC 8187. */
export function contentDisposition(fileName: string): string {
  const plain = fileName.replaceAll(/[^\w.-]+/g, '_').slice(0, 150)
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName).replaceAll(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`
}

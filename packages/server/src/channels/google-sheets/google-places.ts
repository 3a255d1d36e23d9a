/** Where Google's services are: at their own hosts, or all behind one address, as a proxy has them. */
export type GooglePlaces = { authorize: string; token: string; revoke: string; userinfo: string; sheets: string; files: string }

export const googlePlaces = (url: string | null): GooglePlaces => ({
  authorize: `${url ?? 'https://accounts.google.com'}/o/oauth2/v2/auth`,
  token: `${url ?? 'https://oauth2.googleapis.com'}/token`,
  revoke: `${url ?? 'https://oauth2.googleapis.com'}/revoke`,
  userinfo: `${url ?? 'https://openidconnect.googleapis.com'}/v1/userinfo`,
  sheets: `${url ?? 'https://sheets.googleapis.com'}/v4/spreadsheets`,
  files: `${url ?? 'https://www.googleapis.com'}/drive/v3/files`,
})

import { describe, expect, it } from 'vitest';
import { proxyFor } from '../../src/api/http/proxy/choice.ts';

const passedBy = (url: string, NO_PROXY: string) =>
  proxyFor(new URL(url), { HTTPS_PROXY: 'proxy.example:3128', NO_PROXY })?.passedBy;

describe('NO_PROXY', () => {
  it.each([
    ['https://api.example', 'API.example'],
    ['https://api.example:8443', 'api.example:8443'],
    ['https://192.0.2.7', '192.0.2.7'],
    ['https://192.0.2.7', '198.51.100.1 192.0.2.0/24'],
    ['https://[2001:db8::7]', '2001:db8::7'],
    ['https://[2001:db8::7]', '2001:db8:0:0::7'],
    ['https://[2001:db8::7]', '[2001:db8:0::7]'],
    ['https://[2001:db8::7]:8443', '[2001:db8::7]:8443'],
    ['https://[2001:db8::7]', '2001:db8::/32'],
    ['https://api.example', 'api.example.'],
    ['https://api.example.', 'api.example'],
    ['https://api.example', '.example.:443'],
    ['https://münchen.example', 'münchen.example'],
    ['https://api.münchen.example', '.MÜNCHEN.example'],
  ])('lists %s in %s', (url, list) => {
    expect(passedBy(url, list)).toBe(true);
  });

  it.each([
    ['https://api.example', ''],
    ['https://api.example', 'pi.example'],
    ['https://api.example', 'api.example.com'],
    ['https://192.0.2.7', '192.0.2.70'],
    ['https://192.0.2.7', '192.0.2.0/99, 192.0.2.0/33, 192.0.2.0/, /24, 192.0.2.7:80, ::/0'],
    ['https://[2001:db8::7]', '2001:db8::8, [2001:db8::7]:80, 2001:db8::/129, 0.0.0.0/0'],
    ['https://api.example', '[, ], [], :443, *., ., .., *..'],
    ['https://münchen.example', 'munchen.example, nchen.example'],
    ['https://api.example', 'api.example/32, /32, ::/0, 0.0.0.0/0'],
  ])('does not list %s in %s', (url, list) => {
    expect(passedBy(url, list)).toBe(false);
  });
});

describe('the address of a proxy', () => {
  const proxy = (text: string) => proxyFor(new URL('https://api.example'), { HTTPS_PROXY: text });

  it('is told apart from its user and password', () => {
    const found = proxy('http://ann%40example.com:p%20w@proxy.example:3128/ignored');
    expect(found?.url.href).toBe('http://proxy.example:3128/');
    const basic = Buffer.from('ann@example.com:p w').toString('base64');
    expect(found).toMatchObject({ authorization: `Basic ${basic}`, secrets: [basic, 'p w', 'p%20w'] });
  });

  it.each([
    ['blanks around it', ' http://ann:pw@proxy.example:3128\n', 'ann:pw'],
    ['a domain of Windows', 'http://CORP\\ann:pw@proxy.example:3128', 'CORP\\ann:pw'],
    ['a \\ in the password', 'ann:p\\w@proxy.example:3128', 'ann:p\\w'],
    ['an @ in the password', 'http://ann:p@w@proxy.example:3128', 'ann:p@w'],
  ])('may have %s', (_, text, user) => {
    const found = proxy(text);
    expect(found?.url.href).toBe('http://proxy.example:3128/');
    expect(found?.authorization).toBe(`Basic ${btoa(user)}`);
  });

  it.each([
    ['a / in the password', 'http://ann:secret/w0rd@proxy.example:3128', '%2F'],
    ['a ? in the password', 'http://ann:12345?w0rd@proxy.example:3128', '%3F'],
    ['a # in the user', 'secret#ann:w0rd@proxy.example:3128', '%23'],
    ['quotes', '"http://ann:secret@proxy.example:3128"', 'such as'],
    ['one slash', 'http:/proxy.example:3128', 'such as'],
    ['no slash', 'https:proxy.example', 'such as'],
    ['another scheme', 'socks5://proxy.example:1080', 'such as'],
  ])('is refused with its cure where it has %s, and its secrets are not told', (_, text, cure) => {
    const refused = expect.objectContaining({ code: 'USAGE', hint: expect.stringContaining(cure) });
    expect(() => proxy(text)).toThrow(refused);
    expect(() => proxy(text)).not.toThrow(/secret|12345|w0rd/);
  });

  it('may have a user alone, a bare % in the password, or nobody', () => {
    expect(proxy('http://ann@proxy.example')?.authorization).toBe(`Basic ${btoa('ann:')}`);
    expect(proxy('http://ann:100%@proxy.example')?.authorization).toBe(`Basic ${btoa('ann:100%')}`);
    expect(proxy('proxy.example:3128')).toMatchObject({ authorization: null, secrets: [] });
  });
});

import { isPublicAddress, literalAddress } from '../../../api/src/deliveries/public-address.js';

it.each(['8.8.8.8', '1.1.1.1', '113.160.0.1', '172.15.255.255', '172.32.0.1', '2606:4700::1111', '2405:4800::1'])('%s is on the Internet', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

it.each([
  '0.0.0.0',
  '10.0.0.1',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.192',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:8.8.8.8',
  '::ffff:127.0.0.1',
  '64:ff9b::7f00:1',
  'fc00::1',
  'fe80::1',
  'ff02::1',
  '2001:db8::1',
  '2001::1',
  '2002:7f00:1::',
  'localhost',
  '',
])('%s is not', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

it.each([
  ['https://0x7f.1/', '127.0.0.1'],
  ['https://2130706433/', '127.0.0.1'],
  ['https://[::1]/', '::1'],
  ['https://example.org/', null],
])('%s names the address %s', (url, address) => {
  expect(literalAddress(new URL(url))).toBe(address);
});

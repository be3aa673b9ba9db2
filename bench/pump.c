/* pump: what this machine and its servers allow. N threads with two kept-alive connections each get an object and put it;
   nothing is signed, hashed, encrypted or looked at. Both buckets are on 127.0.0.1.
   pump SOURCE:PORT/BUCKET DESTINATION:PORT/BUCKET FILE-OF-KEYS N */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#define ROOM (256L << 10)

struct store { char host[64]; int port; char bucket[128]; };
static struct store from, to;
static char **keys;
static long key_count, next_key, failed;

static int dial(const struct store *store) {
  int socket_fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(store->port) };
  inet_pton(AF_INET, store->host, &address.sin_addr);
  if (connect(socket_fd, (struct sockaddr *)&address, sizeof address)) { perror("connect"); exit(2); }
  setsockopt(socket_fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  return socket_fd;
}

static int write_all(int fd, const char *bytes, long n) {
  while (n > 0) {
    long written = write(fd, bytes, n);
    if (written <= 0) return -1;
    bytes += written; n -= written;
  }
  return 0;
}

/* Reads the head of an answer: its status; its length; and how much of the body came with it, moved to the buffer's start. */
static int read_head(int fd, char *buffer, long *length, long *got) {
  long n = 0;
  char *end;
  do {
    long r = read(fd, buffer + n, ROOM - 1 - n);
    if (r <= 0) return -1;
    n += r; buffer[n] = 0;
  } while (!(end = memmem(buffer, n, "\r\n\r\n", 4)));
  int status = atoi(buffer + 9);
  *length = 0;
  for (char *line = strstr(buffer, "\r\n"); line && line < end; line = strstr(line + 2, "\r\n"))
    if (!strncasecmp(line + 2, "content-length:", 15)) *length = atol(line + 17);
  *got = n - (end + 4 - buffer);
  memmove(buffer, end + 4, *got);
  return status;
}

static int skip(int fd, char *buffer, long n) {
  while (n > 0) {
    long r = read(fd, buffer, n < ROOM ? n : ROOM);
    if (r <= 0) return -1;
    n -= r;
  }
  return 0;
}

static int copy(int source, int destination, char *buffer, const char *key) {
  char request[2048];
  long length, got, n;
  n = snprintf(request, sizeof request, "GET /%s/%s HTTP/1.1\r\nHost: %s:%d\r\n\r\n", from.bucket, key, from.host, from.port);
  if (write_all(source, request, n)) return -1;
  int status = read_head(source, buffer, &length, &got);
  if (status != 200) return status < 0 ? -1 : skip(source, buffer, length - got) ? -1 : 1;
  while (got < length && got < ROOM) {
    long r = read(source, buffer + got, (length < ROOM ? length : ROOM) - got);
    if (r <= 0) return -1;
    got += r;
  }
  n = snprintf(request, sizeof request, "PUT /%s/%s HTTP/1.1\r\nHost: %s:%d\r\nContent-Length: %ld\r\n\r\n",
               to.bucket, key, to.host, to.port, length);
  if (send(destination, request, n, MSG_MORE) < 0 || write_all(destination, buffer, got)) return -1;
  for (long left = length - got; left > 0;) {
    long r = read(source, buffer, left < ROOM ? left : ROOM);
    if (r <= 0 || write_all(destination, buffer, r)) return -1;
    left -= r;
  }
  status = read_head(destination, buffer, &length, &got);
  if (status < 0 || skip(destination, buffer, length - got)) return -1;
  return status == 200 ? 0 : 1;
}

static void *work(void *unused) {
  (void)unused;
  char *buffer = malloc(ROOM);
  int source = dial(&from), destination = dial(&to);
  for (long i; (i = __atomic_fetch_add(&next_key, 1, __ATOMIC_RELAXED)) < key_count;) {
    int result = copy(source, destination, buffer, keys[i]);
    if (result) __atomic_fetch_add(&failed, 1, __ATOMIC_RELAXED);
    if (result < 0) {
      close(source); close(destination);
      source = dial(&from); destination = dial(&to);
    }
  }
  return NULL;
}

int main(int count, char **argument) {
  if (count != 5) { fprintf(stderr, "pump SOURCE:PORT/BUCKET DESTINATION:PORT/BUCKET FILE-OF-KEYS N\n"); return 2; }
  sscanf(argument[1], "%63[^:]:%d/%127s", from.host, &from.port, from.bucket);
  sscanf(argument[2], "%63[^:]:%d/%127s", to.host, &to.port, to.bucket);
  FILE *file = fopen(argument[3], "r");
  if (!file) { perror(argument[3]); return 2; }
  char line[1100];
  for (long room = 0; fgets(line, sizeof line, file);) {
    line[strcspn(line, "\n")] = 0;
    if (key_count == room) keys = realloc(keys, sizeof *keys * (room = room ? room * 2 : 4096));
    keys[key_count++] = strdup(line);
  }
  int n = atoi(argument[4]);
  pthread_t *threads = calloc(n, sizeof *threads);
  for (int i = 0; i < n; i++) pthread_create(&threads[i], NULL, work, NULL);
  for (int i = 0; i < n; i++) pthread_join(threads[i], NULL);
  printf("%ld objects, %ld failed\n", key_count, failed);
  return failed != 0;
}

// The floor that hostlint's time is measured against: reads YAML files as
// hostlint does, with read(2) into memory, runs libyaml's events over them, and
// does nothing else. Folders are searched for *.yaml.

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yaml.h>

static unsigned long long events = 0;

static void fail(const char *path) {
  perror(path);
  exit(1);
}

static void parse(const char *path, const unsigned char *text, size_t length) {
  yaml_parser_t parser;
  if (!yaml_parser_initialize(&parser)) fail(path);
  yaml_parser_set_input_string(&parser, text, length);
  yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
  for (int is_over = 0; !is_over;) {
    yaml_event_t event;
    if (!yaml_parser_parse(&parser, &event)) {
      fprintf(stderr, "%s: %s\n", path, parser.problem);
      exit(1);
    }
    events += 1;
    is_over = event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
  }
  yaml_parser_delete(&parser);
}

static void read_file(const char *path, size_t size) {
  int descriptor = open(path, O_RDONLY);
  if (descriptor < 0) fail(path);
  unsigned char *text = malloc(size ? size : 1);
  if (!text) fail(path);
  size_t length = 0;
  while (length < size) {
    ssize_t count = read(descriptor, text + length, size - length);
    if (count < 0) fail(path);
    if (count == 0) break;
    length += (size_t)count;
  }
  close(descriptor);
  parse(path, text, length);
  free(text);
}

static void read_path(const char *path) {
  struct stat status;
  if (stat(path, &status) != 0) fail(path);
  if (!S_ISDIR(status.st_mode)) {
    read_file(path, (size_t)status.st_size);
    return;
  }
  DIR *folder = opendir(path);
  if (!folder) fail(path);
  for (struct dirent *entry; (entry = readdir(folder));) {
    const char *ending = strrchr(entry->d_name, '.');
    if (entry->d_name[0] == '.' || (ending && strcmp(ending, ".yaml") != 0)) continue;
    char inner[4096];
    if (snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name) >= (int)sizeof inner) continue;
    read_path(inner);
  }
  closedir(folder);
}

int main(int count, char **arguments) {
  for (int index = 1; index < count; index++) read_path(arguments[index]);
  printf("%llu events\n", events);
  return 0;
}

// Counts calls of fsync and fdatasync, and delays each of them. FsyncCounter.cs compiles this and preloads it into a process
// that writes a database; both sides share the file that ZORGID_FSYNC_COUNTER names.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

struct counter {
    _Atomic uint64_t calls;
    _Atomic uint64_t delay_microseconds;
};

static struct counter *counter;

__attribute__((constructor)) static void map_counter(void)
{
    const char *path = getenv("ZORGID_FSYNC_COUNTER");
    int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    if (file < 0)
        return;
    void *memory = mmap(NULL, sizeof *counter, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (memory != MAP_FAILED)
        counter = memory;
}

static void count_and_delay(void)
{
    if (!counter)
        return;
    atomic_fetch_add(&counter->calls, 1);
    uint64_t delay = atomic_load(&counter->delay_microseconds);
    struct timespec left = { (time_t)(delay / 1000000), (long)(delay % 1000000 * 1000) };
    while (delay && nanosleep(&left, &left) != 0) {
    }
}

int fsync(int file)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    count_and_delay();
    return real(file);
}

int fdatasync(int file)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    count_and_delay();
    return real(file);
}

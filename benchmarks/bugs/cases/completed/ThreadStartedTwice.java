// a thread that is started a second time
package completed;

class ThreadStartedTwice {
    void breach(Runnable work, boolean isUrgent) {
        Thread thread = new Thread(work);
        if (isUrgent) {
            thread.start();
        }
        thread.start(); // breach
    }

    void mended(Runnable work, boolean isUrgent) {
        Thread thread = new Thread(work);
        if (isUrgent) {
            thread.setPriority(Thread.MAX_PRIORITY);
        }
        thread.start();
    }
}
